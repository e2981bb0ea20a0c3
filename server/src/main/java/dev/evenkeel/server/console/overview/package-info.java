// SPDX-License-Identifier: Apache-2.0

/// Start page: status of every service, running changes and pending actions.
@NullMarked
package dev.evenkeel.server.console.overview;

import org.jspecify.annotations.NullMarked;
