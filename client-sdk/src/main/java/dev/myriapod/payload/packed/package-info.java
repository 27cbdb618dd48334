/** Numbers of one type in a row, which become objects only when somebody asks for one. */
package dev.myriapod.payload.packed;
