// SPDX-License-Identifier: Apache-2.0

/// The control plane: one package per feature, on a floor of `platform`, `access` and `audit` that every feature
/// may use.
@NullMarked
package dev.evenkeel.server;

import org.jspecify.annotations.NullMarked;
