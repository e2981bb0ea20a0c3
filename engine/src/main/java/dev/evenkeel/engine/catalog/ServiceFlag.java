// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.catalog;

/// A flag of a service in one environment.
///
/// @param environment name of the environment
/// @param flag key of the flag
public record ServiceFlag(String environment, String flag) {}
