import type { Language } from "../reading/reading.ts";

const hindiWords =
  /\b(?:hai|hain|kya|kyun|kyon|kaise|kaisa|kaisi|mera|meri|mere|mujhe|mujhko|mai|main|hoon|hun|nahi|nahin|ka|ki|ke|ko|se|mein|aur|bata|batao|bataiye|haath|rekha|hatheli|hoga|hogi|honge|kab|kitna|kitne|kitni|kaun|karta|karti|kar|raha|rahi|wo|woh|apna|apne|apni)\b/gi;
const englishWords =
  /\b(?:the|what|does|do|is|are|my|about|how|why|which|say|says|mean|means|of|in|and|will|would|can|should|tell|me|i|am|line|hand|with)\b/gi;

/**
 * The language to answer in: that of the conversation, unless the question is plainly in the other. Hindi in Latin
 * letters is Hindi.
 */
export function languageOfQuestion(question: string, conversation: Language): Language {
  const devanagari = question.match(/\p{Script=Devanagari}/gu)?.length ?? 0;
  const latin = question.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (devanagari > latin) return "hi";
  const hindi = question.match(hindiWords)?.length ?? 0;
  const english = question.match(englishWords)?.length ?? 0;
  if (hindi >= 2 && hindi > english) return "hi";
  if (english >= 2 && english > hindi) return "en";
  return conversation;
}
