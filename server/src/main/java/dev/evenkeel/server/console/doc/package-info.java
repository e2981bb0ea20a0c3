// SPDX-License-Identifier: Apache-2.0

/// Writes the documentation pages below `/docs` during the build, with the templates of the console. The server
/// only serves the files; its jar does not contain this package.
@NullMarked
package dev.evenkeel.server.console.doc;

import org.jspecify.annotations.NullMarked;
