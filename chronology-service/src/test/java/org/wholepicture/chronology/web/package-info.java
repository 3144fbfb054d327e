/** What pages say, word by word. */
@NullMarked
package org.wholepicture.chronology.web;

import org.jspecify.annotations.NullMarked;
