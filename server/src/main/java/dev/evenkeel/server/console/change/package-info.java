// SPDX-License-Identifier: Apache-2.0

/// Change list and change pages, with the timeline of a flag change or an external change.
@NullMarked
package dev.evenkeel.server.console.change;

import org.jspecify.annotations.NullMarked;
