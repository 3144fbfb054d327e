/**
 * Tests of the rules, written from domain.md C10 and readings.md alone, so that they read the
 * documents a second time. Day 0 is Monday 5 January 2026, as in the case histories.
 */
@NullMarked
package org.wholepicture.alert.domain;

import org.jspecify.annotations.NullMarked;
