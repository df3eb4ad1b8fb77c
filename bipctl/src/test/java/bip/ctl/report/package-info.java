/** Tests of the report: what it takes out, and what it leaves. */
@NullMarked
package bip.ctl.report;

import org.jspecify.annotations.NullMarked;
