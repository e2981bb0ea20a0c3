// SPDX-License-Identifier: Apache-2.0

/// Plan preview page: plan parameters, preview table, timeline chart and worst-case harm.
@NullMarked
package dev.evenkeel.server.console.plan;

import org.jspecify.annotations.NullMarked;
