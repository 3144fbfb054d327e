package org.wholepicture.alert.domain;

import java.time.LocalDate;

/**
 * What is said of the day a child was born, and since when that is known: until then nobody could
 * have compared it with anything, and a corrected date holds from its own day on.
 *
 * @param day the day of birth
 * @param knownOn the London day on which it became known
 */
public record Birth(LocalDate day, LocalDate knownOn) {}
