/**
 * The shared timeline of each child, and everything read from it. It alone serves facts about a
 * child, and decides and audits who may read them.
 */
@NullMarked
package org.wholepicture.chronology;

import org.jspecify.annotations.NullMarked;
