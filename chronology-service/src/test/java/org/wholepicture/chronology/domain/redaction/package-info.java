/** The pure parts, each edge. */
@NullMarked
package org.wholepicture.chronology.domain.redaction;

import org.jspecify.annotations.NullMarked;
