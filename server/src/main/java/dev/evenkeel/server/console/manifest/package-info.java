// SPDX-License-Identifier: Apache-2.0

/// Page that shows drift between files and the server, and the note on objects that come from files.
@NullMarked
package dev.evenkeel.server.console.manifest;

import org.jspecify.annotations.NullMarked;
