/**
 * Files of a child's timeline for conference, court and supervision: what is asked for, how far it
 * is, and what every file says of itself before its first entry [domain.md B-32].
 */
@NullMarked
package org.wholepicture.chronology.domain.export;

import org.jspecify.annotations.NullMarked;
