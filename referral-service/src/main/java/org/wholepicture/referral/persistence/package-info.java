/**
 * The tables of the front door: statements in full, mapped by hand, in the transaction that the
 * application has opened (ADR 0006).
 */
@NullMarked
package org.wholepicture.referral.persistence;

import org.jspecify.annotations.NullMarked;
