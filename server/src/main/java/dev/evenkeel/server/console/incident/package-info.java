// SPDX-License-Identifier: Apache-2.0

/// Incident list, incident page with timeline and revert options, declaration form and incident analytics.
@NullMarked
package dev.evenkeel.server.console.incident;

import org.jspecify.annotations.NullMarked;
