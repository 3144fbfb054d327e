/** What the database's adapters must not do. */
@NullMarked
package org.wholepicture.escalation.persistence;

import org.jspecify.annotations.NullMarked;
