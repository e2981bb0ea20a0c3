// SPDX-License-Identifier: Apache-2.0

/// Opens incidents for rollbacks and keeps their impact times up to date.
@NullMarked
package dev.evenkeel.server.operations.incident.rollback;

import org.jspecify.annotations.NullMarked;
