/**
 * {@code ./wp faults}: load, faults in a seeded order, and afterwards the comparison of what was
 * accepted with what stands on the timelines.
 */
@NullMarked
package org.wholepicture.systemtests.faults;

import org.jspecify.annotations.NullMarked;
