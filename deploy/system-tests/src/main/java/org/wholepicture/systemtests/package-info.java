/**
 * Black box: the whole platform as {@code ./wp up} starts it, seen through HTTP, the mailbox and a
 * real browser, and hurt with {@code kill}.
 */
@NullMarked
package org.wholepicture.systemtests;

import org.jspecify.annotations.NullMarked;
