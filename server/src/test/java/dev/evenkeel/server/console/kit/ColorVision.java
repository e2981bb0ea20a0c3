// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

/// How a color looks with normal and deficient color vision: the matrices of Machado, Oliveira and Fernandes, A
/// Physiologically-based Model for Simulation of Color Vision Deficiency (2009), at full severity, on linear
/// sRGB.
public enum ColorVision {
    USUAL,
    PROTANOPIA,
    DEUTERANOPIA,
    TRITANOPIA;

    private Matrix simulationMatrix() {
        return switch (this) {
            case USUAL -> new Matrix(new Row(1, 0, 0), new Row(0, 1, 0), new Row(0, 0, 1));
            case PROTANOPIA ->
                new Matrix(
                        new Row(0.152286, 1.052583, -0.204868),
                        new Row(0.114503, 0.786281, 0.099216),
                        new Row(-0.003882, -0.048116, 1.051998));
            case DEUTERANOPIA ->
                new Matrix(
                        new Row(0.367322, 0.860646, -0.227968),
                        new Row(0.280085, 0.672501, 0.047413),
                        new Row(-0.011820, 0.042940, 0.968881));
            case TRITANOPIA ->
                new Matrix(
                        new Row(1.255528, -0.076749, -0.178779),
                        new Row(-0.078411, 0.930809, 0.147602),
                        new Row(0.004733, 0.691367, 0.303900));
        };
    }

    private record Row(double x, double y, double z) {
        double times(Row other) {
            return x * other.x + y * other.y + z * other.z;
        }
    }

    private record Matrix(Row first, Row second, Row third) {
        Row times(Row column) {
            return new Row(first.times(column), second.times(column), third.times(column));
        }
    }

    /// Returns the distance of two colors in OKLab as perceived with this color vision; about 0.02 is just
    /// noticeable.
    public double distance(String one, String other) {
        Row a = lab(one);
        Row b = lab(other);
        return Math.sqrt(Math.pow(a.x - b.x, 2) + Math.pow(a.y - b.y, 2) + Math.pow(a.z - b.z, 2));
    }

    /* Björn Ottosson, A perceptual color space for image processing (2020). */
    private Row lab(String colour) {
        double[] linear = ColorPalette.toLinear(colour);
        Row shown = simulationMatrix().times(new Row(linear[0], linear[1], linear[2]));
        Row light = new Row(clamp(shown.x), clamp(shown.y), clamp(shown.z));
        Row cones = new Matrix(
                        new Row(0.4122214708, 0.5363325363, 0.0514459929),
                        new Row(0.2119034982, 0.6806995451, 0.1073969566),
                        new Row(0.0883024619, 0.2817188376, 0.6299787005))
                .times(light);
        return new Matrix(
                        new Row(0.2104542553, 0.7936177850, -0.0040720468),
                        new Row(1.9779984951, -2.4285922050, 0.4505937099),
                        new Row(0.0259040371, 0.7827717662, -0.8086757660))
                .times(new Row(Math.cbrt(cones.x), Math.cbrt(cones.y), Math.cbrt(cones.z)));
    }

    private static double clamp(double part) {
        return Math.clamp(part, 0, 1);
    }
}
