// SPDX-License-Identifier: Apache-2.0

/// Tests of reports.
@NullMarked
package dev.evenkeel.server.report;

import org.jspecify.annotations.NullMarked;
