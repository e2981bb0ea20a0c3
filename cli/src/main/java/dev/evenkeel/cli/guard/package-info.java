// SPDX-License-Identifier: Apache-2.0

/// `guard evaluate`: computes guard evidence for counts from JSON Lines with the classes that the server uses.
/// Request and response formats are a contract with external checks.
@NullMarked
package dev.evenkeel.cli.guard;

import org.jspecify.annotations.NullMarked;
