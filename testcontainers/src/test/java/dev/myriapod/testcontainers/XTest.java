package dev.myriapod.testcontainers;
class XTest { @org.junit.jupiter.api.Test void x() {} }
