/** Whose bulletin this is: name, address, contacts, departments and staff. Knows no page. */
@NullMarked
package bip.server.publicbody;

import org.jspecify.annotations.NullMarked;
