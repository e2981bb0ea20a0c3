// SPDX-License-Identifier: Apache-2.0

/// Results of a risk case, as the CLI prints them, the server stores them, and its API returns them.
@NullMarked
package dev.evenkeel.engine.decision.result;

import org.jspecify.annotations.NullMarked;
