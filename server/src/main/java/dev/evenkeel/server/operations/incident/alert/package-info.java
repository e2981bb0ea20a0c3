// SPDX-License-Identifier: Apache-2.0

/// Incidents from alerts: Alertmanager webhooks and burn alerts of SLOs.
@NullMarked
package dev.evenkeel.server.operations.incident.alert;

import org.jspecify.annotations.NullMarked;
