/**
 * What the front door knows and decides, in plain Java: identifiers and their check digits, whom an
 * event is about, which children an adult's fact belongs to, which version of a source's record
 * holds, and what waits for a person. The ports that the adapters implement stand here too.
 */
@NullMarked
package org.wholepicture.referral.domain;

import org.jspecify.annotations.NullMarked;
