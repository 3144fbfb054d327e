/**
 * Working days of England: the clocks of the partnership's procedures are counted in them. Plain
 * Java, no container, so that the rule core can be run from the command line too.
 */
@NullMarked
package org.wholepicture.platform.calendar;

import org.jspecify.annotations.NullMarked;
