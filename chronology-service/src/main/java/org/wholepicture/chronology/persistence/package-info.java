/**
 * The database: facts as rows that are only added, and the second wall. Every statement on a fact
 * runs inside {@link org.wholepicture.chronology.persistence.Roles}.
 */
@NullMarked
package org.wholepicture.chronology.persistence;

import org.jspecify.annotations.NullMarked;
