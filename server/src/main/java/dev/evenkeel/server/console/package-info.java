// SPDX-License-Identifier: Apache-2.0
/// The web console: pages rendered on the server, kept live by one small script.
///
/// A page is a record ([RolloutPage]) built by pure functions from what the features' facades tell; a template of the
/// same name turns it into HTML. Nothing here decides or stores anything.
@NullMarked
package dev.evenkeel.server.console;

import org.jspecify.annotations.NullMarked;
