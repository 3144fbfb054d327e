/** The tables, by SQL. */
@NullMarked
package org.wholepicture.escalation.persistence;

import org.jspecify.annotations.NullMarked;
