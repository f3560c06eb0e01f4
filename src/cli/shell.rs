//! `attache completions` and `attache man`: made from the declaration of the arguments.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::{Generator, Shell as Known, generate};
use clap_complete_nushell::Nushell;
use clap_mangen::Man;

use super::{
    args::{Args, Shell},
    report::{Code, Problem},
};

/// Prints a completion script.
pub fn completions(shell: Shell, out: &mut dyn Write) -> Result<Code, Problem> {
    let script = match shell {
        Shell::Bash => script(Known::Bash),
        Shell::Elvish => script(Known::Elvish),
        Shell::Fish => script(Known::Fish),
        Shell::Nushell => script(Nushell),
        Shell::Powershell => script(Known::PowerShell),
        Shell::Zsh => script(Known::Zsh),
    };
    out.write_all(&script)?;
    Ok(Code::Done)
}

/// The generator panics where it cannot write; memory it always can.
fn script(shell: impl Generator) -> Vec<u8> {
    let mut script = Vec::new();
    generate(shell, &mut Args::command(), "attache", &mut script);
    script
}

/// Prints the man page, its commands included.
pub fn man(out: &mut dyn Write) -> Result<Code, Problem> {
    let mut command = Args::command();
    command.build();
    Man::new(command.clone()).render(out)?;
    for inner in command.get_subcommands().filter(|it| it.get_name() != "help") {
        writeln!(out, ".SH \"ATTACHE {}\"", inner.get_name().to_uppercase())?;
        let page = Man::new(inner.clone());
        page.render_description_section(out)?;
        page.render_synopsis_section(out)?;
        page.render_options_section(out)?;
    }
    Ok(Code::Done)
}
