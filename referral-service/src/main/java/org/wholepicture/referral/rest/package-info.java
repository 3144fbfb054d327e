/**
 * The front door's HTTP interface: one door for events, receipts, contracts, the directory and the
 * decisions of people. Reads what is sent strictly and says in our own words what is wrong with it.
 */
@NullMarked
package org.wholepicture.referral.rest;

import org.jspecify.annotations.NullMarked;
