/** The pure parts, each edge. */
@NullMarked
package org.wholepicture.chronology.domain;

import org.jspecify.annotations.NullMarked;
