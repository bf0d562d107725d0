// What the form for photos gets when there is JavaScript: one file, one request.
import "./upload/choose-photo.ts";
import "./upload/submit-once.ts";
