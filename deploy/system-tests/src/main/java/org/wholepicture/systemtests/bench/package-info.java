/**
 * {@code ./wp bench}: how fast the platform is, as ratios on one machine and as times at half of
 * what it can take (assurance.md 3).
 */
@NullMarked
package org.wholepicture.systemtests.bench;

import org.jspecify.annotations.NullMarked;
