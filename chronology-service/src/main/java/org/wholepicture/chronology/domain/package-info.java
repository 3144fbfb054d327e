/**
 * What the chronology knows and may say: entries with their four times, what was said of them
 * later, which records make up a person, who may read. Plain Java: everything here is true without
 * a database, a topic or a clock.
 */
@NullMarked
package org.wholepicture.chronology.domain;

import org.jspecify.annotations.NullMarked;
