/**
 * What is left out of a file for a subject access request: proposed by one person, agreed to by
 * another, and then withheld from everything that is written [domain.md B-89; docs/adr/0025].
 */
@NullMarked
package org.wholepicture.chronology.domain.redaction;

import org.jspecify.annotations.NullMarked;
