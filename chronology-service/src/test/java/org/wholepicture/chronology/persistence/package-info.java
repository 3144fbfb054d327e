/** The second wall, tried in SQL. */
@NullMarked
package org.wholepicture.chronology.persistence;

import org.jspecify.annotations.NullMarked;
