// SPDX-License-Identifier: Apache-2.0

/// Documentation pages at `/docs`, rendered and searched from the Markdown files on the class path. Works
/// without a database, so the documents stay readable during an outage.
@NullMarked
package dev.evenkeel.server.console.doc;

import org.jspecify.annotations.NullMarked;
