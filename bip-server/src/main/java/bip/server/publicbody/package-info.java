/** Whose bulletin this is: name, address and contacts. Knows no page. */
@NullMarked
package bip.server.publicbody;

import org.jspecify.annotations.NullMarked;
