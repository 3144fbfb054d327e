/**
 * One class for each thing the front door does: check and keep an event, file it, confirm a
 * practitioner, load the directory. Transactions open here and nowhere else.
 */
@NullMarked
package org.wholepicture.referral.application;

import org.jspecify.annotations.NullMarked;
