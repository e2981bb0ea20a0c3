// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

/// A flag that has to say something before another flag's own rules count.
///
/// @param flag key of the flag that is asked first
/// @param variant what it has to say
/// @param otherwise the variant that the asking flag gives when it does not
record Prerequisite(String flag, String variant, String otherwise) {}
