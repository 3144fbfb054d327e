/**
 * Who did or saw what, why, and how it ended: one row each, written in the transaction of what it
 * tells of, so that it is committed before the answer leaves. No narrative and no name goes into a
 * row, only ids. Each row carries the digest of its canonical JSON, so that a sealer can chain
 * them.
 */
@NullMarked
package org.wholepicture.platform.audit;

import org.jspecify.annotations.NullMarked;
