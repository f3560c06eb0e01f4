//! What begins with a digit: counts, ordinals, clock times, dates, decades.

use super::{Class, Meridiem};

/// The class of what begins with a digit.
pub fn digits(word: &str) -> Class {
    let len = word.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = word.split_at(len);
    let value = head.parse::<i32>().ok().filter(|it| *it < 100_000_000);
    let Some(value) = value else { return Class::None };
    match rest {
        "" if len <= 5 => {
            return Class::Count(value * 100, u8::try_from(len).unwrap_or(9));
        }
        "" => return if len == 8 { eight_digits(value) } else { Class::None },
        "s" => return decade(value, len),
        "Z" if len == 4 => return zulu(value),
        _ if len == 2 && rest.starts_with('T') => return day_time(value, &rest[1..]),
        "st" | "nd" | "rd" | "th" if value <= 99 => {
            return Class::Ordinal(u8::try_from(value).unwrap_or(0));
        }
        _ => {}
    }
    match rest.as_bytes()[0] {
        b'/' => numeric(word),
        b',' => grouped(word),
        b'.' => decimal(value, &rest[1..])
            .or_else(|| clock(value, rest))
            .unwrap_or_else(|| dotted(word)),
        _ => clock(value, rest).unwrap_or(Class::None),
    }
}

/// "12,000", below a million.
fn grouped(word: &str) -> Class {
    let value = word.bytes().filter(|it| *it != b',').try_fold(0_i32, |value, digit| {
        let digit = digit.is_ascii_digit().then(|| i32::from(digit - b'0'))?;
        value.checked_mul(10)?.checked_add(digit)
    });
    match value {
        Some(value @ 0..1_000_000) => Class::Count(value * 100, 0),
        _ => Class::None,
    }
}

/// "0900Z": hours and minutes of the world's clock.
fn zulu(value: i32) -> Class {
    match (u8::try_from(value / 100), u8::try_from(value % 100)) {
        (Ok(hour @ 0..=24), Ok(minute @ 0..60)) => Class::Clock(hour, minute, Meridiem::World),
        _ => Class::None,
    }
}

/// "22T14:30:00Z", the end of a date and time as machines write them; seconds are let go.
fn day_time(day: i32, time: &str) -> Class {
    let mut parts = time.trim_end_matches('Z').split(':').map(str::parse::<u8>);
    match (u8::try_from(day), parts.next(), parts.next()) {
        (Ok(day), Some(Ok(hour @ 0..=24)), Some(Ok(minute @ 0..60))) => {
            Class::DayTime(day, hour, minute)
        }
        _ => Class::None,
    }
}

fn eight_digits(value: i32) -> Class {
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
    let plausible =
        (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if plausible { date(year, month, day) } else { Class::None }
}

fn date(year: i32, month: i32, day: i32) -> Class {
    match (i16::try_from(year), u8::try_from(month), u8::try_from(day)) {
        (Ok(year), Ok(month), Ok(day)) => Class::Numeric(year, month, day),
        _ => Class::None,
    }
}

/// "1990s", "90s".
fn decade(value: i32, len: usize) -> Class {
    let year = match len {
        4 if value % 10 == 0 && (1100..2100).contains(&value) => value,
        2 if value % 10 == 0 && value >= 20 => 1900 + value,
        _ => return Class::None,
    };
    i16::try_from(year).map_or(Class::None, Class::Decade)
}

/// "9/22/2022" with the month first as in American news, unless it cannot be; "2022/9/22".
fn numeric(word: &str) -> Class {
    let mut parts = word.split('/').map(|it| (it.len(), it.parse::<i32>().unwrap_or(0)));
    let (Some(a), Some(b), Some(c), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Class::None;
    };
    three(a, b, c)
}

/// "22.09.2022".
fn dotted(word: &str) -> Class {
    let mut parts = word.split('.').map(|it| (it.len(), it.parse::<i32>().unwrap_or(0)));
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(a), Some(b), Some(c), None) if c.0 == 4 => date_if(c.1, b.1, a.1),
        _ => Class::None,
    }
}

/// Three numbers in a row, with how many digits each has.
fn three(a: (usize, i32), b: (usize, i32), c: (usize, i32)) -> Class {
    if a.0 == 4 {
        return date_if(a.1, b.1, c.1);
    }
    let year = match c.0 {
        4 => c.1,
        2 => c.1 + if c.1 > 40 { 1900 } else { 2000 },
        _ => return Class::None,
    };
    if a.1 > 12 { date_if(year, b.1, a.1) } else { date_if(year, a.1, b.1) }
}

fn date_if(year: i32, month: i32, day: i32) -> Class {
    let valid =
        (1000..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if valid { date(year, month, day) } else { Class::None }
}

/// The part after the point of a decimal number.
fn decimal(whole: i32, rest: &str) -> Option<Class> {
    let plain = !rest.is_empty() && rest.len() <= 3 && rest.bytes().all(|it| it.is_ascii_digit());
    let cut = rest.get(..rest.len().min(2))?;
    let fraction = cut.parse::<i32>().ok()? * if cut.len() == 1 { 10 } else { 1 };
    (plain && whole < 100_000).then_some(Class::Count(whole * 100 + fraction, 0))
}

/// What follows the hour: ":30", ":30am", "pm", ".30pm".
fn clock(hour: i32, rest: &str) -> Option<Class> {
    let (minute, tail) = match rest.strip_prefix([':', '.']) {
        Some(after) => (after.get(..2)?.parse::<u8>().ok()?, &after[2..]),
        None => (0, rest),
    };
    let tail = tail.strip_prefix(":00").unwrap_or(tail);
    let half = match tail {
        "" if rest.starts_with(':') => Meridiem::Open,
        _ if tail.eq_ignore_ascii_case("am") || tail.eq_ignore_ascii_case("a.m.") => {
            Meridiem::Morning
        }
        _ if tail.eq_ignore_ascii_case("pm") || tail.eq_ignore_ascii_case("p.m.") => {
            Meridiem::Afternoon
        }
        _ => return None,
    };
    let hour = u8::try_from(hour).ok()?;
    let most = if half == Meridiem::Open { 24 } else { 12 };
    (hour <= most && minute < 60).then_some(Class::Clock(hour, minute, half))
}
