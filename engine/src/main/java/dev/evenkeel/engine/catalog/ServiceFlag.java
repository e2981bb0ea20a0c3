// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.catalog;

/// A flag in an environment that belongs to a service.
///
/// @param environment its name
/// @param flag key of the flag
public record ServiceFlag(String environment, String flag) {}
