/**
 * 2^11 rounds: about 150 ms of one core here (`npm run bench -- login`), twice what OWASP asks for at least, and little
 * enough that eight people who log in at one moment wait less than a second on two cores.
 */
export const BCRYPT_COST = 11;
