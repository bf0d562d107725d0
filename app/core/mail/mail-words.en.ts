import type { MailWords } from "./mail-words.ts";

export const mailWordsEn: MailWords = {
  greeting: "Hello,",
  signature: "Hastarekha",
  copyLink: "If the button does nothing, copy this address into your browser:",
  letters: {
    verify_email: {
      subject: "Confirm your e-mail address",
      parts: [
        "Thank you for making an account with Hastarekha. One thing is left: tell us that this address is yours.",
        "Log in with your password first, then open this link. It works for seven days.",
        { to: "verify", label: "Confirm my address" },
        "If it was not you who made the account, do nothing. Nobody can confirm it without its password.",
      ],
    },
    reset_password: {
      subject: "Set a new password",
      parts: [
        "Somebody, most likely you, has asked for a new password for your account. You set it with this link, which works for one hour and only once.",
        { to: "reset", label: "Set a new password" },
        "If it was not you, ignore this mail. Your password stays as it is.",
      ],
    },
    release_address: {
      subject: "The account with your address was never confirmed",
      parts: [
        "Somebody, perhaps you, made an account at Hastarekha with this e-mail address and never confirmed it. That is why its password cannot be reset.",
        "If the account is yours, log in and confirm your address.",
        "If you do not know the password, this link removes the unconfirmed account, with everything in it, and frees the address. It works for one hour. What is removed cannot be brought back.",
        { to: "release", label: "Remove that account" },
        "If you have asked for nothing, do nothing: all stays as it is.",
      ],
    },
    already_registered: {
      subject: "You already have an account",
      parts: [
        "Somebody, perhaps you, has just tried to make an account with your address. You have one already, and nothing in it was changed.",
        "If it was you, log in with your password.",
        { to: "log_in", label: "Log in" },
        "If you do not remember the password, set a new one.",
        { to: "forgot", label: "Set a new password" },
        "If it was not you, there is nothing you need to do.",
      ],
    },
    password_changed: {
      subject: "Your password was changed",
      parts: [
        "The password of your account was changed just now, and every other device was logged out.",
        "If it was you, all is well.",
        "If it was not you, set a new password right away.",
        { to: "forgot", label: "Set a new password" },
      ],
    },
  },
};
