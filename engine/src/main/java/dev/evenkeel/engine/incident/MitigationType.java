// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// The action that ended the harm.
public enum MitigationType {
    ROLLBACK,
    FIX,
    ISOLATION,
    FLOW_CONTROL,
    SCALING,
    REPLACEMENT,
    SELF_HEALING,
    FAILOVER,
    OTHER
}
