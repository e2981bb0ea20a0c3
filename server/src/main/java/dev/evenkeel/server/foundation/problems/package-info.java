// SPDX-License-Identifier: Apache-2.0

/// Error responses: problem codes, exceptions and request validation. Throw these exceptions; the web package
/// maps them to HTTP.
@NullMarked
package dev.evenkeel.server.foundation.problems;

import org.jspecify.annotations.NullMarked;
