// SPDX-License-Identifier: Apache-2.0

/// HTTP client of the CLI: connection settings and profiles, authentication, event streams and server errors.
/// All commands call the server through `ServerApiClient`.
@NullMarked
package dev.evenkeel.cli.client;

import org.jspecify.annotations.NullMarked;
