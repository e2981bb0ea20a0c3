// SPDX-License-Identifier: Apache-2.0

/// Shared parts of the console: layout, links, number and time formats, badges, template rendering and the
/// signed-in user. Add a component here when two features use it, with a row in `src/main/jte/README.md`.
@NullMarked
package dev.evenkeel.server.console.kit;

import org.jspecify.annotations.NullMarked;
